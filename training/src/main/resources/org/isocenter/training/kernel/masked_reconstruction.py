class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  def forward(self: __torch__.Kernel,
    predictions: Tensor,
    patches: Tensor,
    mask: Tensor,
    settings: Tensor) -> List[Tensor]:
    target = torch.to(torch.detach(patches), 6)
    if bool(settings[0]):
      mean = torch.mean(target, [-1], True)
      spread = torch.sqrt(torch.add(torch.var(target, [-1], True, True), 1e-06))
      target = torch.div(torch.sub(target, mean), spread)
    each = torch.mean(torch.pow(torch.sub(torch.to(predictions, 6), target), 2), [-1])
    return [torch.div(torch.sum(torch.mul(each, mask)), torch.sum(mask))]
