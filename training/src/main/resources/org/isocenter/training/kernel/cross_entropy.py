class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  def forward(self: __torch__.Kernel,
    logits: Tensor,
    target: Tensor,
    class_weights: Tensor,
    settings: Tensor) -> List[Tensor]:
    loss = torch.cross_entropy_loss(torch.to(logits, 6), target, class_weights, 1, -100, float(settings[0]))
    return [loss]
