class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
${include transformer_block}
  def forward(self: __torch__.Kernel,
    x: Tensor,
    restore: Tensor,
    positions: Tensor,
    w: List[Tensor]) -> List[Tensor]:
    y = torch.linear(x, w[0], w[1])
    n = torch.size(y, 0)
    width = torch.size(y, 2)
    hidden = torch.size(restore, 1) - torch.size(y, 1) + 1
    seen = torch.narrow(y, 1, 1, torch.size(y, 1) - 1)
    patches = torch.cat([seen, torch.expand(w[2], [n, hidden, width])], 1)
    patches = torch.gather(patches, 1, torch.expand(torch.unsqueeze(restore, 2), [-1, -1, width]))
    y = torch.add(torch.cat([torch.narrow(y, 1, 0, 1), patches], 1), positions)
    for i in range(${depth}):
      y = (self).block(y, w, 3 + 12 * i, ${heads})
    end = 3 + 12 * ${depth}
    y = torch.layer_norm(y, [width], w[end], w[end + 1], 1e-06)
    y = torch.linear(y, w[end + 2], w[end + 3])
    return [torch.narrow(y, 1, 1, torch.size(restore, 1))]
