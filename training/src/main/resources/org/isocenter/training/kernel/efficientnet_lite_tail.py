class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
${include efficientnet_lite_unit}
  def forward(self: __torch__.Kernel,
    y: Tensor,
    w: List[Tensor],
    r: List[Tensor]) -> List[Tensor]:
    last = torch.floordiv(torch.len(w), 3) - 1
    held = annotate(List[Tensor], [])
    for i in range(torch.len(w)):
      torch.append(held, torch.detach(w[i]))
    head = (self).act((self).unit(y, held, r, last, 1, False, 0.))
    return [torch.mean(torch.to(head, 6), [2, 3])]
